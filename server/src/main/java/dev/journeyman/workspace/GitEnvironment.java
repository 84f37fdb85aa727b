package dev.journeyman.workspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settings and variables of every git that this service starts.
final class GitEnvironment {

  static final String SSH = "ssh -oBatchMode=yes -oConnectTimeout=20 -oControlPath=none";

  /// Most take away a way in which a repository's own configuration makes git run a program.
  static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.attributesFile=/dev/null",
          "core.excludesFile=/dev/null",
          "core.pager=cat",
          "core.editor=false",
          "core.sshCommand=" + SSH,
          "core.askPass=false",
          "core.alternateRefsCommand=false",
          "core.quotePath=false",
          "core.bigFileThreshold=16m",
          "credential.helper=",
          "commit.gpgSign=false",
          "push.gpgSign=false",
          "gpg.program=false",
          "diff.external=",
          "submodule.recurse=false",
          "fetch.recurseSubmodules=false",
          "push.recurseSubmodules=no",
          // The database names commits and relies on their being there after a power cut.
          "core.fsync=committed,reference",
          "core.fsyncMethod=batch",
          "core.filesRefLockTimeout=5000",
          "core.packedRefsTimeout=5000",
          "gc.auto=0",
          "maintenance.auto=false",
          "i18n.commitEncoding=UTF-8",
          "safe.bareRepository=explicit");

  private GitEnvironment() {}

  static Map<String, String> of(Git git) {
    var variables = new HashMap<String, String>();
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("HOME", git.home().toString());
    variables.put("LANG", "C.UTF-8");
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_ATTR_NOSYSTEM", "1");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.put("GIT_NO_REPLACE_OBJECTS", "1");
    variables.put("GIT_NO_LAZY_FETCH", "1");
    variables.put("GIT_ALLOW_PROTOCOL", "https:ssh:file");
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_LITERAL_PATHSPECS", "1");
    variables.put("GIT_MERGE_AUTOEDIT", "no");
    variables.put("GIT_CEILING_DIRECTORIES", git.home().resolveSibling("").toString());
    variables.putAll(git.variables());
    return variables;
  }
}
