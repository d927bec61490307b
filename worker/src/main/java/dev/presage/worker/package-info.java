/** The worker: answers each prediction request with one outcome. Entry point, settings and wiring. */
@NullMarked
package dev.presage.worker;

import org.jspecify.annotations.NullMarked;
