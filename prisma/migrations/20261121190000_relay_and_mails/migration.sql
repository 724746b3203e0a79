-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "last_error" TEXT,
ADD COLUMN "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "dead_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "mails" (
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "claim" UUID NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("kind","about")
);

-- CreateIndex
CREATE INDEX "mails_event_id_idx" ON "mails"("event_id");

-- What the relay looks for, and what people do.
CREATE INDEX "outbox_events_waiting" ON "outbox_events"("id") WHERE "delivered_at" IS NULL AND "dead_at" IS NULL;
CREATE INDEX "outbox_events_dead" ON "outbox_events"("id") WHERE "dead_at" IS NOT NULL;

-- Orders of a cart, whatever became of them: a cart that was left behind is looked up by its id.
CREATE INDEX "orders_cart_id_idx" ON "orders"("cart_id");
