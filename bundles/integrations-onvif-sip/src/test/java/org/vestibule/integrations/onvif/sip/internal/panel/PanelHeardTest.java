// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechEvent.FinalText;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;
import org.vestibule.audio.internal.AudioComponent;
import org.vestibule.audio.internal.prompt.Prompts;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** A sentence of the house goes out to a panel, comes back from there, and is understood. */
class PanelHeardTest extends PanelFixture {
  @Test
  void whatAPanelPlaysIsUnderstood() throws Exception {
    Path packs = packs();
    SpokenPrompt said = new Prompts().say(Prompt.PARCEL_ROOM, Locale.US);
    byte[] heard = played(said.samples());

    String visit = press("");
    ByteArrayOutputStream wave = new ByteArrayOutputStream();
    // What a panel recorded is a file of known length, with some quiet behind it.
    wave.writeBytes(Waves.header(16_000, 1, heard.length + 64_000));
    wave.writeBytes(heard);
    wave.writeBytes(new byte[64_000]);
    assertThat(sound(visit, wave.toByteArray()).statusCode()).isEqualTo(202);
    post("front/visits/" + visit + "/end", BodyPublishers.noBody(), front);

    assertThat(understood(packs, visit)).isEqualTo("please put the parcel into the parcel room");
  }

  /** Says something in a visit; returns what its panel got until the visit was over. */
  private byte[] played(short[] samples) throws Exception {
    String visit = press("");
    VisitId id = new VisitId(visit);
    try (InputStream ear =
            client
                .send(
                    request("front/visits/" + visit + "/talk", front).GET().build(),
                    BodyHandlers.ofInputStream())
                .body();
        TalkLine line = registered.get("front").openTalk(id)) {
      CompletableFuture<byte[]> heard =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return ear.readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(line.write(new AudioChunk(samples, System.nanoTime()))).isTrue();
      visits.tell(visit, null, null, Instant.now());
      stations.on(new VisitClosed(Instant.now(), visits.stories.get(id)));
      byte[] wave = heard.get(60, TimeUnit.SECONDS);
      return Arrays.copyOfRange(wave, 44, wave.length);
    }
  }

  private String understood(Path packs, String visit) throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    AudioComponent audio = new AudioComponent();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      audio.setStore(store);
      audio.activate(Map.of());
      audio.listen(
          registered.get("front").openAudio(new VisitId(visit)),
          new SpeechWish(Locale.US, Duration.ofSeconds(20)),
          event -> {
            if (event instanceof FinalText last) {
              text.complete(last.text());
            }
          });
      return text.get(60, TimeUnit.SECONDS).toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
    } finally {
      audio.deactivate();
    }
  }

  /** Returns a folder with the two packs that hear, and no others, which would take their time. */
  private Path packs() throws IOException {
    String given = System.getProperty("vestibule.packs", "");
    Path all =
        given.isBlank()
            ? Path.of(System.getProperty("vestibule.root", ""), "data", "models")
            : Path.of(given);
    Path packs = Files.createDirectory(data.resolve("packs"));
    for (String pack : new String[] {"silero-vad", "moonshine-base"}) {
      Path folder = all.resolve(pack).toAbsolutePath();
      Assumptions.assumeTrue(Files.isDirectory(folder), "run ./vestibule models first");
      Files.createSymbolicLink(packs.resolve(pack), folder);
    }
    return packs;
  }
}
