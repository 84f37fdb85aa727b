/// GitHub's REST API, as far as changes land by pull request: a client of our own, without state.
@NullMarked
package dev.journeyman.github;

import org.jspecify.annotations.NullMarked;
