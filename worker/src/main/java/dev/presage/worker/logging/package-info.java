/** How often the worker's log says the same. */
@NullMarked
package dev.presage.worker.logging;

import org.jspecify.annotations.NullMarked;
