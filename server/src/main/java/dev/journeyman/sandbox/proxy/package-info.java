/// The one way out of a sandbox that may reach some hosts: an HTTP proxy on a unix socket that lets
/// through what is on a list, and nothing else. A TLS client that names another server in its
/// greeting than the one it asked the proxy for is cut off. What it says later is encrypted: a
/// server that answers for several names can be asked there for another of its names.
@NullMarked
package dev.journeyman.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
