/** The nightly evaluation: its command line, its settings, and the order of its steps. */
@NullMarked
package dev.presage.evaluator;

import org.jspecify.annotations.NullMarked;
