/** What became of a request, found by reading the topics. */
@NullMarked
package dev.presage.worker.trace;

import org.jspecify.annotations.NullMarked;
