ALTER TABLE "message" ADD COLUMN "twin_by" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "twin_at" timestamptz(3);