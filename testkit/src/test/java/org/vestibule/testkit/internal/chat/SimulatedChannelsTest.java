// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that nobody here wrote speaks in the simulated channels: curl. */
@Timeout(180)
class SimulatedChannelsTest {
  private static final String CARD =
      "{'type':'message','attachments':[{'contentType':'application/vnd.microsoft.card.adaptive',"
          + "'content':{'type':'AdaptiveCard','body':[]}}]}";

  private SimulatedChannels channels;

  @BeforeEach
  void open() throws Exception {
    try {
      Assumptions.assumeTrue(new ProcessBuilder("curl", "--version").start().waitFor() == 0);
    } catch (IOException e) {
      Assumptions.abort("curl is not installed");
    }
    channels = new SimulatedChannels(0);
  }

  @AfterEach
  void close() {
    if (channels != null) {
      channels.close();
    }
  }

  @Test
  void whatSlackDoesNotTakeNobodySees() throws Exception {
    assertThat(post("/slack/hook", "no json")).endsWith("invalid_payload 400");
    assertThat(post("/slack/hook", "{'blocks':[]}")).endsWith("400");
    assertThat(post("/slack/elsewhere", "{'text':'x'}")).endsWith("404");
    assertThat(channels.shown()).isEmpty();
    assertThat(post("/slack/hook", "{'text':'somebody rings'}")).endsWith("ok 200");
    assertThat(curl("/shown")).contains("somebody rings");
  }

  @Test
  void teamsTakesOldCardsAndShowsThemToNobody() throws Exception {
    assertThat(post("/teams/hook", "{'@type':'MessageCard','text':'x'}")).endsWith("202");
    assertThat(channels.shown()).isEmpty();
    assertThat(post("/teams/hook", CARD)).endsWith("202");
    assertThat(channels.shown()).hasSize(1);
  }

  @Test
  void aHookFailsAsLongAsItIsTold() throws Exception {
    post("/fault/503", "");
    assertThat(post("/slack/hook", "{'text':'x'}")).endsWith("503");
    assertThat(post("/teams/hook", CARD)).endsWith("503");
    post("/fault/200", "");
    assertThat(post("/slack/hook", "{'text':'x'}")).endsWith("200");
  }

  @Test
  void aFileNeedsATokenAndThreeSteps() throws Exception {
    String method = "/slack/api/files.getUploadURLExternal";
    assertThat(post(method, "filename=a.jpg&length=3")).contains("not_authed");
    String[] token = {"-H", "Authorization: Bearer xoxb-1"};
    assertThat(curl(method, "-d", "filename=a.jpg&length=3", token[0], token[1]))
        .contains("upload_url", "/slack/upload");
    assertThat(post("/slack/upload", "abc")).endsWith("200");
    assertThat(
            curl("/slack/api/files.completeUploadExternal", "-d", "files=[]", token[0], token[1]))
        .contains("\"ok\":true");
    assertThat(channels.shown()).containsExactly("slack file of 3 bytes");
  }

  private String post(String path, String body) throws Exception {
    return curl(path, "--data-binary", body.replace('\'', '"'));
  }

  private String curl(String path, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-w", " %{http_code}"));
    command.addAll(List.of(more));
    command.add(channels.url() + path);
    Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).isZero();
    return said;
  }
}
