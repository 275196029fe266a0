// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.audio.internal.line.LinesComponent;
import org.vestibule.audio.internal.suppress.SuppressionComponent;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * {@code ./vestibule bench calls}: how long speech takes from a visitor's mouth to a resident's
 * ear, and how many calls a core carries, each on loopback and with noise suppression. Prints a
 * table, then one {@code key=value} a line.
 */
public final class BenchCalls {
  private static final List<SoundEncoding> MEASURED =
      List.of(SoundEncoding.PCMU, SoundEncoding.G722, SoundEncoding.OPUS);

  private final Path packs;
  private final short[] speech;
  private final boolean quick;

  private BenchCalls(Options options, boolean quick) throws Exception {
    packs = Path.of(options.text("--packs"));
    speech = SpeechPath.read(Path.of(options.text("--fixtures")).resolve("speech/guest.wav"));
    this.quick = quick;
  }

  /**
   * Measures.
   *
   * @param args {@code --packs DIR --fixtures DIR --home DIR [--quick] [--ringing]}: packs, voices,
   *     a folder of its own, whether a few rounds are enough, and whether only the time to the
   *     first ring is wanted
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path home = Path.of(options.text("--home")).toAbsolutePath();
    boolean quick = Arrays.asList(args).contains("--quick");
    System.out.println(Machine.describe(home));
    if (!Arrays.asList(args).contains("--ringing")) {
      new BenchCalls(options, quick).measure();
    }
    setUp(new CallSetup(home, quick ? 20 : 200).measure());
  }

  private static void setUp(CallSetup.Times times) {
    System.out.println();
    System.out.println("from a panel's INVITE to the INVITE at a phone, through the gateway, ms");
    System.out.println("  " + times.alone().row("alone"));
    System.out.println("  " + times.flooded().row("beside 500 malformed INVITEs a second"));
    line("ringing_p50_ms", times.alone().median());
    line("ringing_p95_ms", times.alone().p95());
    line("ringing_flooded_p95_ms", times.flooded().p95());
  }

  private void measure() throws Exception {
    SuppressionComponent suppression = new SuppressionComponent();
    LinesComponent lines = new LinesComponent();
    lines.activate(Map.of());
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      suppression.bindStore(store);
      if (suppression.open().isEmpty()) {
        throw new IllegalStateException("no pack for noise suppression serves; see " + packs);
      }
      lines.setSuppressors(suppression);
      try (CallMedia media = new CallMedia(lines, speech)) {
        media(media, lines);
      }
    } finally {
      lines.deactivate();
      suppression.deactivate();
    }
  }

  private void media(CallMedia media, VoiceLines lines) throws Exception {
    System.out.println("mouth to ear, on loopback, without the devices' own buffers, ms");
    Map<SoundEncoding, Sample> cleaned = new EnumMap<>(SoundEncoding.class);
    int rounds = quick ? 2 : 15;
    media.delay(SoundEncoding.OPUS, Protection.REQUIRED, true, 2);
    for (SoundEncoding encoding : MEASURED) {
      Sample bare = media.delay(encoding, Protection.NONE, false, rounds);
      System.out.println("  " + bare.row(encoding + ", codec and network"));
      Sample whole = media.delay(encoding, Protection.REQUIRED, true, rounds);
      System.out.println("  " + whole.row(encoding + ", cleaned, SRTP"));
      cleaned.put(encoding, whole);
    }
    int seconds = quick ? 5 : 30;
    double cleaning = CallCost.cleaning(lines, speech, quick ? 20 : 300);
    double srtp = CallCost.srtp(quick ? 600 : 6000);
    System.out.println();
    System.out.println("processor time that a second of one end of a call takes, ms");
    row("noise suppression and level", cleaning);
    row("SRTP, both ways", srtp);
    double dearest = 0;
    for (SoundEncoding encoding : MEASURED) {
      double end = CallCost.end(media, encoding, Protection.REQUIRED, 8, speech, seconds);
      row(encoding + " with SRTP, both ways", end);
      dearest = Math.max(dearest, end);
    }
    System.out.println();
    for (SoundEncoding encoding : MEASURED) {
      String name = encoding.name().toLowerCase(Locale.ROOT);
      line(name + "_mouth_to_ear_ms", cleaned.get(encoding).median());
      line(name + "_mouth_to_ear_p95_ms", cleaned.get(encoding).p95());
    }
    line("suppression_ms_per_call_second", cleaning);
    line("srtp_ms_per_call_second", srtp);
    line("dearest_end_ms_per_call_second", dearest);
    // The slowest and the dearest encoding, so that the others are better.
    line("mouth_to_ear_ms", worst(cleaned));
    line("calls_per_core", Math.floor(1000 / (cleaning + dearest)));
  }

  private static double worst(Map<SoundEncoding, Sample> samples) {
    return samples.values().stream().mapToDouble(Sample::median).max().orElseThrow();
  }

  private static void row(String name, double millis) {
    System.out.printf(Locale.ROOT, "  %-36s %10.3f%n", name, millis);
  }

  private static void line(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
