ALTER TABLE "ticket" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "answered_at" timestamptz(3);