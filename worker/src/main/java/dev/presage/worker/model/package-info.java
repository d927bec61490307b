/** Models: their files checked at the start, then asked for returns. */
@NullMarked
package dev.presage.worker.model;

import org.jspecify.annotations.NullMarked;
