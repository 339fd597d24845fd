DROP INDEX "acknowledgment_program_id_index";--> statement-breakpoint
DROP INDEX "document_program_id_index";--> statement-breakpoint
DROP INDEX "review_program_id_index";--> statement-breakpoint
DROP INDEX "version_program_id_index";--> statement-breakpoint
DROP INDEX "file_program_id_index";--> statement-breakpoint
DROP INDEX "link_program_id_index";--> statement-breakpoint
DROP INDEX "batch_program_id_index";--> statement-breakpoint
DROP INDEX "campaign_program_id_index";--> statement-breakpoint
DROP INDEX "operation_program_id_index";--> statement-breakpoint
DROP INDEX "reading_program_id_index";--> statement-breakpoint
DROP INDEX "series_program_id_index";--> statement-breakpoint
DROP INDEX "update_program_id_index";--> statement-breakpoint
DROP INDEX "member_program_id_index";--> statement-breakpoint
DROP INDEX "party_program_id_index";--> statement-breakpoint
DROP INDEX "program_program_id_index";--> statement-breakpoint
DROP INDEX "export_program_id_index";--> statement-breakpoint
DROP INDEX "holding_program_id_index";--> statement-breakpoint
DROP INDEX "message_program_id_index";--> statement-breakpoint
DROP INDEX "opening_program_id_index";--> statement-breakpoint
DROP INDEX "reaction_program_id_index";--> statement-breakpoint
DROP INDEX "ticket_program_id_index";--> statement-breakpoint
DROP INDEX "view_program_id_index";--> statement-breakpoint
CREATE INDEX "acknowledgment_program_id_id_index" ON "acknowledgment" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "document_program_id_id_index" ON "document" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "review_program_id_id_index" ON "review" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "version_program_id_id_index" ON "version" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "file_program_id_id_index" ON "file" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "link_program_id_id_index" ON "link" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "batch_program_id_id_index" ON "batch" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "campaign_program_id_id_index" ON "campaign" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "operation_program_id_id_index" ON "operation" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "reading_program_id_id_index" ON "reading" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "series_program_id_id_index" ON "series" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "update_program_id_id_index" ON "update" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "member_program_id_id_index" ON "member" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "party_program_id_id_index" ON "party" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "program_program_id_id_index" ON "program" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "export_program_id_id_index" ON "export" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "holding_program_id_id_index" ON "holding" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "message_program_id_id_index" ON "message" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "opening_program_id_id_index" ON "opening" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "reaction_program_id_id_index" ON "reaction" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "ticket_program_id_id_index" ON "ticket" USING btree ("program_id","id");--> statement-breakpoint
CREATE INDEX "view_program_id_id_index" ON "view" USING btree ("program_id","id");