package dev.journeyman.workspace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A file of a work tree, open without ever waiting. Java's own way to open a file waits for ever
/// when a pipe has taken the file's place since it was looked at; so the kernel is asked directly:
/// below this directory, through no link, not waiting (`openat2`). What is open then is looked at
/// through its descriptor, and only a regular file is read.
///
/// @param descriptor of this process
@SuppressWarnings("restricted") // the launcher and the tests allow native access
record PinnedFile(int descriptor) implements AutoCloseable {

  private static final int OPENAT2 = 437;
  private static final int PATH_ONLY_DIRECTORY = 0x200000 | 0x80000 | directoryFlag();
  private static final long READ_WITHOUT_WAITING = 0x800 | 0x80000 | noFollowFlag();
  private static final long BENEATH_WITHOUT_LINKS = 0x08 | 0x04 | 0x02;

  private static final StructLayout HOW =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("flags"),
          ValueLayout.JAVA_LONG.withName("mode"),
          ValueLayout.JAVA_LONG.withName("resolve"));
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle CLOSE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("close"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /// The architectures give these two flags different numbers.
  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  private static int directoryFlag() {
    return isArm() ? 0x4000 : 0x10000;
  }

  private static int noFollowFlag() {
    return isArm() ? 0x8000 : 0x20000;
  }

  /// Opens what is at a path right now, whatever it is.
  ///
  /// @param root a directory that the service itself named
  /// @throws IOException if there is nothing, or a link on the way
  static PinnedFile open(Path root, TreePath path) throws IOException {
    try (var arena = Arena.ofConfined()) {
      int directory =
          (int) called(OPEN, arena, root, arena.allocateFrom(root.toString()), PATH_ONLY_DIRECTORY);
      try (var opened = new PinnedFile(directory)) {
        var how = arena.allocate(HOW);
        how.set(ValueLayout.JAVA_LONG, 0, READ_WITHOUT_WAITING);
        how.set(ValueLayout.JAVA_LONG, 16, BENEATH_WITHOUT_LINKS);
        var name = arena.allocateFrom(path.toString());
        return new PinnedFile(
            (int)
                called(
                    SYSCALL,
                    arena,
                    root.resolve(path.toString()),
                    (long) OPENAT2,
                    (long) opened.descriptor(),
                    name,
                    how,
                    HOW.byteSize()));
      }
    }
  }

  private static long called(MethodHandle call, Arena arena, Path path, Object... arguments)
      throws IOException {
    var state = arena.allocate(STATE);
    var all = new Object[arguments.length + 1];
    all[0] = state;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    long result = ((Number) invoked(call, all)).longValue();
    if (result < 0) {
      throw new IOException("it changed meanwhile (error %d at %s)".formatted(error(state), path));
    }
    return result;
  }

  private static int error(MemorySegment state) {
    return (int) ERROR.get(state, 0L);
  }

  private static Object invoked(MethodHandle call, Object... arguments) {
    try {
      return call.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("A call of the system could not be made", e);
    }
  }

  private Path place() {
    return Path.of("/proc/self/fd", Integer.toString(descriptor));
  }

  BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(place(), BasicFileAttributes.class);
  }

  /// Reads it from its beginning; only for a regular file, others would wait.
  SeekableByteChannel channel() throws IOException {
    return Files.newByteChannel(place());
  }

  @Override
  public void close() {
    var _ = invoked(CLOSE, descriptor);
  }
}
