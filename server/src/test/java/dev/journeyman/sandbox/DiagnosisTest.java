package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bwrap: No permissions to create new namespace, likely because | unprivileged_userns_clone
          bwrap: setting up uid map: Permission denied | apparmor_restrict_unprivileged_userns
          bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted | AppArmor
          bwrap: Can't mount proc on /newroot/proc: Operation not permitted | systempaths=unconfined
          bwrap: Creating new namespace failed: No space left on device | max_user_namespaces
          bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC) | max_user_namespaces
          bwrap: Creating new namespace failed, likely because the kernel does not support user namespaces. | CONFIG_USER_NS
          bwrap: Creating new namespace failed: Operation not permitted | seccomp=unconfined
          setpriv: setresuid failed: Operation not permitted | CAP_SETUID
          bwrap: Can't find source path /root/x: Permission denied | permission x for others
          bwrap: Unknown option --disable-userns | 0.8.0
          something else | --unshare-all
          """)
  void eachFailureNamesItsRemedy(String words, String remedy) {
    var sentence = Diagnosis.of(words, 1).sentence();
    assertThat(Diagnosis.read(sentence)).isEqualTo(Diagnosis.of(words, 1));
    assertThat(sentence).contains(remedy).contains("Remedy: ").contains(words.strip());
  }
}
