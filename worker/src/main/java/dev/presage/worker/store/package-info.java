/** Stores of our own, which Kafka Streams opens and closes. */
@NullMarked
package dev.presage.worker.store;

import org.jspecify.annotations.NullMarked;
