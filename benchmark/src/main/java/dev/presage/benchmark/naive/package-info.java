/** The worker as most teams would write it, to tell what that costs: not an example to follow. */
@NullMarked
package dev.presage.benchmark.naive;

import org.jspecify.annotations.NullMarked;
