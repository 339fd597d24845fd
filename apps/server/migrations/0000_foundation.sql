CREATE TABLE "acknowledgment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"document_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"acknowledged_at" timestamptz(3) NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "acknowledgment_version_id_member_id_unique" UNIQUE("version_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"number" text NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"title_zh" text,
	"owner_id" uuid NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	CONSTRAINT "document_program_id_key_unique" UNIQUE("program_id","key"),
	CONSTRAINT "document_program_id_owner_id_number_unique" UNIQUE("program_id","owner_id","number")
);
--> statement-breakpoint
CREATE TABLE "review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"document_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"verdict" text,
	"comment" text,
	"reviewer_id" uuid,
	"reviewed_at" timestamptz(3),
	"sha256" text NOT NULL,
	CONSTRAINT "review_version_id_party_id_unique" UNIQUE("version_id","party_id")
);
--> statement-breakpoint
CREATE TABLE "version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"document_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"major" integer NOT NULL,
	"minor" integer NOT NULL,
	"state" text NOT NULL,
	"file_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"reason" text NOT NULL,
	"author_id" uuid NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"submitted_at" timestamptz(3),
	"due_at" timestamptz(3),
	"approved_at" timestamptz(3),
	"effective_at" timestamptz(3),
	"acknowledge" boolean NOT NULL,
	"superseded_by_id" uuid,
	"superseded_at" timestamptz(3),
	"withdrawn_at" timestamptz(3),
	CONSTRAINT "version_document_id_major_minor_unique" UNIQUE("document_id","major","minor")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"density" text DEFAULT 'normal' NOT NULL,
	"shortcuts" boolean DEFAULT true NOT NULL,
	"operator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command" (
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"hash" text NOT NULL,
	"reply" jsonb,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "command_person_id_id_pk" PRIMARY KEY("person_id","id")
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"actor_id" uuid,
	"party_id" uuid,
	"verb" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"within" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"command_id" uuid,
	"content_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_head" (
	"party_id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"party_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "ledger_party_id_n_pk" PRIMARY KEY("party_id","n")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"locale" text NOT NULL,
	"template" text NOT NULL,
	"values" jsonb NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3),
	"attempts" integer DEFAULT 0 NOT NULL,
	"failed" boolean DEFAULT false NOT NULL,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"reason" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"by_member_id" uuid,
	"at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'unread' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_head" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "team_member_team_id_member_id_pk" PRIMARY KEY("team_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamptz(3) NOT NULL,
	"subject_kind" text,
	"subject_id" uuid
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" uuid NOT NULL,
	"linked_by" uuid NOT NULL,
	"linked_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"number" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"type" text NOT NULL,
	"stage" text NOT NULL,
	"scale" double precision NOT NULL,
	"scale_unit" text NOT NULL,
	"process_version" text NOT NULL,
	"master_record" text,
	"state" text NOT NULL,
	"maker_party_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"planned_start_at" timestamptz(3) NOT NULL,
	"planned_end_at" timestamptz(3) NOT NULL,
	"started_at" timestamptz(3),
	"ended_at" timestamptz(3),
	"day_zero_at" timestamptz(3),
	CONSTRAINT "batch_number" UNIQUE("program_id","maker_party_id","number")
);
--> statement-breakpoint
CREATE TABLE "campaign" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"process_version" text NOT NULL,
	"scale" double precision NOT NULL,
	"scale_unit" text NOT NULL,
	"maker_party_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"batch_id" uuid NOT NULL,
	"order" integer NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"planned_start_at" timestamptz(3) NOT NULL,
	"planned_end_at" timestamptz(3) NOT NULL,
	"started_at" timestamptz(3),
	"ended_at" timestamptz(3),
	"started_by" uuid,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"series_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"value" double precision NOT NULL,
	"censor" text,
	"at" timestamptz(3) NOT NULL,
	"entered_at" timestamptz(3) NOT NULL,
	"entered_by" uuid NOT NULL,
	"source" text NOT NULL,
	"late" boolean NOT NULL,
	"reason" text,
	"supersedes" uuid,
	"superseded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"batch_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"parameter" text NOT NULL,
	"unit" text NOT NULL,
	"normal" jsonb NOT NULL,
	"acceptable" jsonb NOT NULL,
	"set_point" double precision,
	"count" integer NOT NULL,
	"last" jsonb NOT NULL,
	"excursions" jsonb NOT NULL,
	"appended" jsonb,
	"digest" text NOT NULL,
	CONSTRAINT "series_parameter" UNIQUE("operation_id","parameter")
);
--> statement-breakpoint
CREATE TABLE "update" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"batch_id" uuid NOT NULL,
	"operation_id" uuid,
	"text" text NOT NULL,
	"posted_by" uuid NOT NULL,
	"posted_at" timestamptz(3) NOT NULL,
	"acknowledgments" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"party_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3),
	CONSTRAINT "member_party_id_person_id_unique" UNIQUE("party_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"organization_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3),
	CONSTRAINT "membership_organization_id_person_id_pk" PRIMARY KEY("organization_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"short_name" text NOT NULL,
	"short_name_zh" text,
	"monogram" text NOT NULL,
	"kind" text NOT NULL,
	"seat" integer NOT NULL,
	"territories" jsonb NOT NULL,
	"city" text NOT NULL,
	"time_zone" text NOT NULL,
	"working_hours" jsonb NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3),
	CONSTRAINT "party_program_id_seat_unique" UNIQUE("program_id","seat"),
	CONSTRAINT "party_program_id_organization_id_unique" UNIQUE("program_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "program" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"twin" text,
	"author_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"edited_at" timestamptz(3),
	"mentions" jsonb NOT NULL,
	"proposed" boolean NOT NULL,
	"passed_to" uuid
);
--> statement-breakpoint
CREATE TABLE "opening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "opening_ticket_id_member_id_unique" UNIQUE("ticket_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_by_party" uuid NOT NULL,
	"raised_at" timestamptz(3) NOT NULL,
	"asked_party" uuid NOT NULL,
	"turn_party" uuid NOT NULL,
	"turn_since" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3),
	"assignees" jsonb NOT NULL,
	"proposed_message_id" uuid,
	"accepted_message_id" uuid,
	"resolution_code" text,
	"root_cause" text,
	"closed_at" timestamptz(3),
	"last_reply_at" timestamptz(3) NOT NULL,
	"last_reply_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ticket_program_id_key_unique" UNIQUE("program_id","key")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgment_program_id_index" ON "acknowledgment" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "acknowledgment_document_id_index" ON "acknowledgment" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "document_program_id_index" ON "document" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "review_program_id_index" ON "review" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "review_document_id_index" ON "review" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "version_program_id_index" ON "version" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "account_user_id_index" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email_index" ON "person" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "rate_limit_key_index" ON "rate_limit" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "session_token_index" ON "session" USING btree ("token");--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "command_at_index" ON "command" USING btree ("at");--> statement-breakpoint
CREATE INDEX "entry_subject_id_index" ON "entry" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "entry_within_index" ON "entry" USING btree ("within");--> statement-breakpoint
CREATE INDEX "ledger_entry_id_index" ON "ledger" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "mail_sent_at_index" ON "mail" USING btree ("sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_person_id_n_index" ON "notification" USING btree ("person_id","n");--> statement-breakpoint
CREATE INDEX "notification_person_id_state_index" ON "notification" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "team_member_member_id_index" ON "team_member" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_program_id_seat_index" ON "team" USING btree ("program_id","seat");--> statement-breakpoint
CREATE INDEX "file_program_id_index" ON "file" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "file_subject_id_index" ON "file" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "file_sha256_index" ON "file" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "link_program_id_index" ON "link" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "link_from_id_index" ON "link" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "link_to_id_index" ON "link" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "batch_program_id_index" ON "batch" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "batch_campaign_id_index" ON "batch" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_program_id_index" ON "campaign" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "operation_program_id_index" ON "operation" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "operation_batch_id_index" ON "operation" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "reading_program_id_index" ON "reading" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "reading_series_id_at_index" ON "reading" USING btree ("series_id","at");--> statement-breakpoint
CREATE INDEX "reading_batch_id_index" ON "reading" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "series_program_id_index" ON "series" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "series_batch_id_index" ON "series" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "update_program_id_index" ON "update" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "update_batch_id_index" ON "update" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "member_program_id_index" ON "member" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "member_person_id_index" ON "member" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "membership_person_id_index" ON "membership" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "party_program_id_index" ON "party" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "program_program_id_index" ON "program" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "message_program_id_index" ON "message" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "message_ticket_id_at_index" ON "message" USING btree ("ticket_id","at");--> statement-breakpoint
CREATE INDEX "opening_program_id_index" ON "opening" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "ticket_program_id_index" ON "ticket" USING btree ("program_id");