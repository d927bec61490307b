/** One version of a model: its files checked as it is loaded, then asked for returns. */
@NullMarked
package dev.presage.inference;

import org.jspecify.annotations.NullMarked;
