-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('awaiting_payment', 'payment_unknown', 'paid', 'cancelled');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('intended', 'pending', 'voiding', 'authorised', 'declined', 'voided');

-- CreateTable
CREATE TABLE "stock" (
    "sku" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("sku")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "status" "order_status" NOT NULL,
    "idempotency_key" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "cart_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "subtotal_minor" INTEGER NOT NULL,
    "delivery_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "delivery_method" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "shipping_address" JSONB NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reserved_until" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "order_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "product_slug" TEXT NOT NULL,
    "finish_id" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "finish_name" TEXT NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("order_id","sku")
);

-- CreateTable
CREATE TABLE "payment_attempts" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" "payment_status" NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "decline_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_gateway_payments" (
    "idempotency_key" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "decline_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_gateway_payments_pkey" PRIMARY KEY ("idempotency_key")
);

-- CreateTable
CREATE TABLE "search_documents" (
    "slug" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "keywords" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_documents_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE INDEX "orders_idempotency_key_idx" ON "orders"("idempotency_key");

-- CreateIndex
CREATE INDEX "orders_buyer_id_placed_at_idx" ON "orders"("buyer_id", "placed_at");

-- CreateIndex
CREATE INDEX "orders_status_reserved_until_idx" ON "orders"("status", "reserved_until");

-- CreateIndex
CREATE INDEX "payment_attempts_status_created_at_idx" ON "payment_attempts"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempts_order_id_attempt_key" ON "payment_attempts"("order_id", "attempt");

-- CreateIndex
CREATE INDEX "outbox_events_delivered_at_id_idx" ON "outbox_events"("delivered_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "test_gateway_payments_reference_key" ON "test_gateway_payments"("reference");

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Overselling cannot be written, whatever the code does.
ALTER TABLE "stock" ADD CONSTRAINT "stock_reserved_within_on_hand" CHECK (0 <= "reserved" AND "reserved" <= "on_hand");
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_quantity_positive" CHECK ("quantity" > 0);

-- A submit that comes twice makes one order.
CREATE UNIQUE INDEX "orders_one_a_key" ON "orders"("idempotency_key") WHERE "status" <> 'cancelled';

-- An order is charged once: at most one attempt is under way, at most one has succeeded.
CREATE UNIQUE INDEX "payment_attempts_one_under_way" ON "payment_attempts"("order_id") WHERE "status" IN ('pending', 'voiding');
CREATE UNIQUE INDEX "payment_attempts_one_authorised" ON "payment_attempts"("order_id") WHERE "status" = 'authorised';

-- The sweeper looks for these only.
CREATE INDEX "orders_unpaid" ON "orders"("reserved_until") WHERE "status" IN ('awaiting_payment', 'payment_unknown');
CREATE INDEX "orders_cart" ON "orders"("cart_id") WHERE "status" = 'awaiting_payment';

-- Search: words by weight, and trigrams for what was mistyped or only begun.
CREATE EXTENSION IF NOT EXISTS "unaccent";
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
-- unaccent() is only STABLE since its dictionary could change. Naming the dictionary makes this safe to index.
CREATE FUNCTION "search_text"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;
ALTER TABLE "search_documents" ADD COLUMN "document" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', search_text("name")), 'A') ||
  setweight(to_tsvector('english', search_text("keywords")), 'B') ||
  setweight(to_tsvector('english', search_text("body")), 'C')
) STORED;
CREATE INDEX "search_documents_document" ON "search_documents" USING GIN ("document");
CREATE INDEX "search_documents_trigrams" ON "search_documents" USING GIN (search_text("name" || ' ' || "keywords") gin_trgm_ops);
