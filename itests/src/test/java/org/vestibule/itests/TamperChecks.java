// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Somebody changes the audit that the gateway has just written; the tool that a person runs from
 * outside finds it. Each change is made to a copy.
 */
public class TamperChecks {
  private static final Path TOOL = House.ROOT.resolve("proof-tool/target");
  private static final SecurityGateway GATEWAY = SecurityTest.GATEWAY;
  private static final String SEAL = "sealed.json";

  private final Path copy = House.ROOT.resolve("itests/target/tampered-data");

  /** What somebody does to the lines of the audit. */
  private interface Deed {
    void to(List<String> lines);
  }

  private void theUntouchedCopyIsWhole() throws Exception {
    assumeTrue("needs the proof tool", Files.isDirectory(TOOL.resolve("lib")));
    copy();
    assertTrue("a whole audit is whole", List.of(0, 3).contains(verify()));
  }

  @Test
  public void anEditedLineIsFound() throws Exception {
    assertFound(lines -> lines.set(1, edited(lines.get(1))));
  }

  @Test
  public void aLineThatIsGoneIsFound() throws Exception {
    assertFound(lines -> lines.remove(1));
  }

  @Test
  public void twoLinesInAnotherOrderAreFound() throws Exception {
    assertFound(lines -> lines.add(1, lines.remove(2)));
  }

  @Test
  public void aLineThatIsThereTwiceIsFound() throws Exception {
    assertFound(lines -> lines.add(2, lines.get(1)));
  }

  @Test
  public void linesThatWereCutOffAfterTheyWereSignedAreFound() throws Exception {
    theUntouchedCopyIsWhole();
    assumeTrue("the vault was open and has signed", verify() == 0);
    assertFound(lines -> lines.subList(1, lines.size()).clear());
  }

  @Test
  public void anAuditThatIsGoneIsFound() throws Exception {
    theUntouchedCopyIsWhole();
    assumeTrue("the vault was open and has signed", verify() == 0);
    Files.delete(trail());
    assertNotEquals(0, verify());
  }

  @Test
  public void aChangedBackupIsRefused() throws Exception {
    assumeTrue("the console has no OpenAPI file", !OpenApiFile.operations().isEmpty());
    RestCaller box = GATEWAY.box();
    RestCaller.Answer made = box.ask("POST", "/api/backups", null);
    assertEquals(made.toString(), 201, made.status());
    String name = made.body().path("name").asText();
    String check = "/api/backups/" + name + "/check";
    assertEquals(200, box.ask("POST", check, null).status());
    Path file = GATEWAY.home().resolve("backups").resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    RestCaller.Answer answer = box.ask("POST", check, null);
    assertNotEquals(answer.toString(), 200, answer.status());
  }

  private void assertFound(Deed deed) throws Exception {
    theUntouchedCopyIsWhole();
    List<String> lines = new ArrayList<>(Files.readAllLines(trail()));
    assertTrue("too few lines: " + lines.size(), lines.size() >= 3);
    deed.to(lines);
    Files.write(trail(), lines);
    assertTrue("the change was not found", List.of(1).contains(verify()));
  }

  /** Another letter within the first value. */
  private static String edited(String line) {
    int at = line.indexOf("\":\"") + 3;
    char other = line.charAt(at) == 'x' ? 'y' : 'x';
    return line.substring(0, at) + other + line.substring(at + 1);
  }

  private Path trail() {
    return copy.resolve("audit/audit.jsonl");
  }

  /** The gateway goes on writing: the seal comes first, so that all it covers comes after it. */
  private void copy() throws IOException {
    Container.delete(copy);
    Path audit = GATEWAY.home().resolve("audit");
    Files.createDirectories(trail().getParent());
    if (Files.exists(audit.resolve(SEAL))) {
      Files.copy(audit.resolve(SEAL), trail().resolveSibling(SEAL));
    }
    String lines = Files.readString(audit.resolve(trail().getFileName()));
    Files.writeString(trail(), lines.substring(0, lines.lastIndexOf('\n') + 1));
    Path trust = GATEWAY.home().resolve("trust");
    if (Files.isDirectory(trust)) {
      Container.copy(trust, copy.resolve("trust"));
    }
  }

  private int verify() throws Exception {
    String jar;
    try (Stream<Path> files = Files.list(TOOL)) {
      jar =
          files
              .filter(file -> file.toString().endsWith(House.VERSION + ".jar"))
              .findFirst()
              .orElseThrow()
              .toString();
    }
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar + ":" + TOOL.resolve("lib") + "/*",
                "org.vestibule.proof.ProofTool",
                "--data",
                copy.toString(),
                "audit",
                "verify")
            .redirectErrorStream(true)
            .redirectOutput(copy.resolve("said").toFile())
            .start();
    assertTrue("the tool ends", tool.waitFor(60, TimeUnit.SECONDS));
    return tool.exitValue();
  }
}
