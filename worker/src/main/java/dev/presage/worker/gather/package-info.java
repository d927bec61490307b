/** Requests wait here for one another, so that a model is asked about many of them at once; none is committed before its outcome is written. */
@NullMarked
package dev.presage.worker.gather;

import org.jspecify.annotations.NullMarked;
