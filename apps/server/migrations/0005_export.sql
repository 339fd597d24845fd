CREATE TABLE "export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"party_id" uuid NOT NULL,
	"taken_by" uuid NOT NULL,
	"taken_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX "export_program_id_index" ON "export" USING btree ("program_id");