import type { Diff, DiffFile } from '../src/api/types.ts'
import { tree } from './tasks.ts'

const cart = `diff --git a/src/main/java/shop/Cart.java b/src/main/java/shop/Cart.java
index 83db48f..bf2a9c1 100644
--- a/src/main/java/shop/Cart.java
+++ b/src/main/java/shop/Cart.java
@@ -1,18 +1,24 @@ package shop;
 package shop;
 
 import java.util.ArrayList;
 import java.util.List;
 
 /** What a customer is about to buy. */
 public final class Cart {
-  private final List<Long> amounts = new ArrayList();
+  private final List<Long> amounts = new ArrayList<>();
 
+  /** Adds an amount in cents. Throws IllegalArgumentException for a negative one. */
   public void add(long cents) {
+    if (cents < 0) {
+      throw new IllegalArgumentException("A cart takes no negative amount: " + cents);
+    }
     amounts.add(cents);
   }
 
   public long total() {
-    long sum = 0; for (long each : amounts) sum += each; return sum;
+    return amounts.stream().mapToLong(Long::longValue).sum();
   }
+  // access \u202E} level == "admin" {\u2066 always
 }
`

const tests = `@@ -0,0 +1,12 @@
+package shop;
+
+import static org.assertj.core.api.Assertions.assertThatThrownBy;
+
+import org.junit.jupiter.api.Test;
+
+class CartTest {
+  @Test
+  void refusesNegativeAmounts() {
+    assertThatThrownBy(() -> new Cart().add(-1)).hasMessageContaining("-1");
+  }
+}
`

const workflow = `@@ -3,6 +3,7 @@ on: [push]
 jobs:
   build:
     runs-on: ubuntu-latest
     steps:
       - uses: actions/checkout@v4
+      - run: ./scripts/prepare.sh
       - run: mvn -B verify
`

const file = (path: string, status: DiffFile['status'], patch: string | null, rest: Partial<DiffFile> = {}): DiffFile => ({
  path,
  oldPath: null,
  status,
  additions: patch?.match(/^\+(?!\+\+)/gm)?.length ?? 0,
  deletions: patch?.match(/^-(?!--)/gm)?.length ?? 0,
  binary: false,
  runsCodeLater: false,
  hiddenCharacters: false,
  patch,
  ...rest,
})

const small: readonly DiffFile[] = [
  file('.github/workflows/build.yml', 'modified', workflow, { runsCodeLater: true }),
  file('docs/logo.png', 'modified', null, { binary: true }),
  file('src/main/java/shop/Cart.java', 'modified', cart, { hiddenCharacters: true }),
  file('src/test/java/shop/CartTest.java', 'added', tests),
  file('src/main/java/shop/Wagon.java', 'renamed', '', { oldPath: 'src/main/java/shop/Trolley.java' }),
]

function long(lines: number): string {
  const body = Array.from({ length: lines }, (_, index) =>
    index % 3 === 0
      ? `-  private final Customer customer${index} = repository.findCustomer("id-${index}");`
      : `+  private final Account account${index} = repository.findAccount("id-${index}"); // moved`,
  )
  const removed = body.filter((line) => line.startsWith('-')).length
  return `@@ -1,${removed} +1,${lines - removed} @@ class Everything {\n${body.join('\n')}\n`
}

export function diffOf(id: string): Diff {
  const files = id === 'tsk-large' ? [file('src/main/java/shop/Everything.java', 'modified', long(5_000)), ...small] : [...small]
  return { tree, base: '4be1f00d4be1f00d4be1f00d4be1f00d4be1f00d', files }
}

/** What has changed since an earlier review: one file of the whole. */
export const newerOf = (id: string): Diff => ({ ...diffOf(id), base: 'a11ce0ffa11ce0ffa11ce0ffa11ce0ffa11ce0ff', files: [file('src/test/java/shop/CartTest.java', 'modified', again)] })

const again = `@@ -7,6 +7,6 @@
 class CartTest {
   @Test
   void refusesNegativeAmounts() {
-    assertThatThrownBy(() -> new Cart().add(-1));
+    assertThatThrownBy(() -> new Cart().add(-1)).hasMessageContaining("-1");
   }
 }
`
