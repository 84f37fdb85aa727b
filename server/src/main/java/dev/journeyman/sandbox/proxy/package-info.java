/// The one way out of a sandbox that may reach some hosts: an HTTP proxy on a unix socket that lets
/// through what is on a list, and nothing else. It does not look into TLS: a server that answers
/// for several names can be asked for another of its names than the one on the list.
@NullMarked
package dev.journeyman.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
