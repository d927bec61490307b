/** What becomes of a request that gets no prediction. */
@NullMarked
package dev.presage.worker.deadletter;

import org.jspecify.annotations.NullMarked;
