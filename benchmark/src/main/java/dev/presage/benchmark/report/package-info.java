/** From what was measured to the page that says it. */
@NullMarked
package dev.presage.benchmark.report;

import org.jspecify.annotations.NullMarked;
