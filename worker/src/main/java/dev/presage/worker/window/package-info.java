/** The newest price bars of every ticker, kept from the prices topic. */
@NullMarked
package dev.presage.worker.window;

import org.jspecify.annotations.NullMarked;
