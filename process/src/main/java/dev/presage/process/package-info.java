/** The programs of this checkout, run as processes of their own. */
@NullMarked
package dev.presage.process;

import org.jspecify.annotations.NullMarked;
