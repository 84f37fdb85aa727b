/// What test runs say of themselves: many formats in, counts and failing names out.
@NullMarked
package dev.journeyman.agent.testreport;

import org.jspecify.annotations.NullMarked;
