package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreePath;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The content of each file as the model last read or wrote it.
public final class FileVersions {

  /// How the file on disk compares with what the model knows.
  public enum Knowledge {
    NEVER_SEEN,
    CURRENT,
    STALE
  }

  private final Map<TreePath, String> seen = new ConcurrentHashMap<>();

  public void saw(TreePath path, byte[] content) {
    seen.put(path, hash(content));
  }

  public Knowledge of(TreePath path, byte[] content) {
    var known = seen.get(path);
    if (known == null) {
      return Knowledge.NEVER_SEEN;
    }
    return known.equals(hash(content)) ? Knowledge.CURRENT : Knowledge.STALE;
  }

  /// Forgets everything: the tree was restored, or the conversation begins anew.
  public void clear() {
    seen.clear();
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
