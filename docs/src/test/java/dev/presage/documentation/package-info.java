/** Makes the documents that are made from code, rules and bills of materials; checks that they are up to date, and that all links lead somewhere. */
@NullMarked
package dev.presage.documentation;

import org.jspecify.annotations.NullMarked;
