/** The topics: made by command, awaited at the start. */
@NullMarked
package dev.presage.worker.topics;

import org.jspecify.annotations.NullMarked;
