CREATE TABLE "mute" (
	"person_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "mute_person_id_subject_id_pk" PRIMARY KEY("person_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "preference" (
	"person_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "preference_person_id_program_id_name_pk" PRIMARY KEY("person_id","program_id","name")
);
--> statement-breakpoint
CREATE TABLE "holding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "reaction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"mark" text NOT NULL,
	CONSTRAINT "reaction_message_id_member_id_mark_unique" UNIQUE("message_id","member_id","mark")
);
--> statement-breakpoint
CREATE TABLE "view" (
	"id" uuid PRIMARY KEY NOT NULL,
	"program_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"saved_by" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"saved_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "snoozed_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "relation" text DEFAULT 'relates' NOT NULL;--> statement-breakpoint
ALTER TABLE "party" ADD COLUMN "holidays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "party" ADD COLUMN "workdays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "severity_asked" jsonb;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "labels" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "watchers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "operation" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "parameter" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "clocks" jsonb;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "answer" text;--> statement-breakpoint
CREATE INDEX "holding_program_id_index" ON "holding" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "holding_ticket_id_index" ON "holding" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "reaction_program_id_index" ON "reaction" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "reaction_ticket_id_index" ON "reaction" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "view_program_id_index" ON "view" USING btree ("program_id");