/** From a request to its answer, and on to the topic it belongs on. */
@NullMarked
package dev.presage.worker.predict;

import org.jspecify.annotations.NullMarked;
