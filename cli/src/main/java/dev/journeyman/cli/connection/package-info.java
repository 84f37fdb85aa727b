/// Requests, answers, errors and streams of the API.
@NullMarked
package dev.journeyman.cli.connection;

import org.jspecify.annotations.NullMarked;
