/** Who may do what in Kafka. */
@NullMarked
package dev.presage.worker.access;

import org.jspecify.annotations.NullMarked;
