/** The programs of this checkout, run as processes of their own, and a browser that looks at what they show. */
@NullMarked
package dev.presage.process;

import org.jspecify.annotations.NullMarked;
