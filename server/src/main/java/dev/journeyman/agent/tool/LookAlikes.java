package dev.journeyman.agent.tool;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of texts what is written like a secret, though nobody told us that it is one: keys
/// of well-known providers, tokens, private keys, and passwords in addresses. For what people see
/// only: a mark in a file or a patch would be a change.
///
/// The forms are those that the providers publish for scanners.
final class LookAlikes {

  static final String MARK = "[looks like a secret]";

  /// @param sign what every such secret holds: to look for it is far faster than the pattern
  /// @param pattern its first group stays
  private record Form(String sign, Pattern pattern) {

    static Form of(String sign, String pattern) {
      return after("()", sign, pattern);
    }

    static Form after(String before, String sign, String pattern) {
      return new Form(sign, Pattern.compile(before + pattern));
    }

    String hide(String text) {
      return text.contains(sign) ? pattern.matcher(text).replaceAll("$1" + MARK) : text;
    }
  }

  private static final List<Form> FORMS =
      List.of(
          Form.of("sk-ant-", "sk-ant-[\\w-]{16,}"),
          Form.of("sk-proj-", "sk-proj-[\\w-]{20,}"),
          Form.of("ghp_", "\\bghp_[A-Za-z0-9]{36,}"),
          Form.of("gho_", "\\bgho_[A-Za-z0-9]{36,}"),
          Form.of("ghs_", "\\bghs_[A-Za-z0-9]{36,}"),
          Form.of("ghu_", "\\bghu_[A-Za-z0-9]{36,}"),
          Form.of("ghr_", "\\bghr_[A-Za-z0-9]{36,}"),
          Form.of("github_pat_", "github_pat_\\w{22,}"),
          Form.of("glpat-", "glpat-[\\w-]{20,}"),
          Form.of("npm_", "\\bnpm_[A-Za-z0-9]{36}"),
          Form.of("k_live_", "\\b[rs]k_live_[A-Za-z0-9]{20,}"),
          Form.of("xox", "\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
          Form.of("AIza", "\\bAIza[\\w-]{35}"),
          Form.of("AKIA", "\\bAKIA[A-Z0-9]{16}\\b"),
          Form.of("ASIA", "\\bASIA[A-Z0-9]{16}\\b"),
          Form.of("eyJ", "\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{16,}"),
          // Backslashes: within JSON a line's end is written so.
          Form.of(
              "PRIVATE KEY-----",
              "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]*+"
                  + "(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?"),
          Form.after("(://[^/\\s:@\"\\\\]{0,64}:)", "://", "[^/\\s:@\"\\\\]{3,256}(?=@)"));

  private LookAlikes() {}

  static String hide(String text) {
    var shown = text;
    for (var form : FORMS) {
      shown = form.hide(shown);
    }
    return shown;
  }
}
