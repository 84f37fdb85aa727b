package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the embedded server is set up. Everything is given on the command line, where neither a file
/// nor `alter system` can change it.
///
/// Passwords are hashed with one iteration: ours are random and long, so that nobody could try them
/// all anyway, and 4,096 would cost each connection of a start some ten milliseconds.
final class ServerOptions {

  /// The whole of `pg_hba.conf`: TCP from this machine, with a password.
  static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("scram_iterations", "1"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "64MB"),
          Map.entry("io_method", "sync"),
          Map.entry("jit", "off"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_directory", "log"),
          Map.entry("log_filename", "%a.log"),
          Map.entry("log_rotation_age", "1d"),
          Map.entry("log_truncate_on_rotation", "on"));

  private ServerOptions() {}

  static List<String> server(Path binaries, Path data, int port) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port)));
    new TreeMap<>(OPTIONS)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  static List<String> creation(Path binaries, Path data, Path password, String superuser) {
    return List.of(
        binaries.resolve("bin/initdb").toString(),
        "--pgdata=" + data,
        "--username=" + superuser,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--set=scram_iterations=1",
        "--no-instructions");
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback interface", e);
    }
  }
}
