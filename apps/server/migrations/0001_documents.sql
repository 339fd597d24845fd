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
CREATE INDEX "acknowledgment_program_id_index" ON "acknowledgment" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "acknowledgment_document_id_index" ON "acknowledgment" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "document_program_id_index" ON "document" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "review_program_id_index" ON "review" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "review_document_id_index" ON "review" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "version_program_id_index" ON "version" USING btree ("program_id");