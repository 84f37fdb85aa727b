/// Which service to talk to, and as whom.
@NullMarked
package dev.journeyman.cli.profile;

import org.jspecify.annotations.NullMarked;
