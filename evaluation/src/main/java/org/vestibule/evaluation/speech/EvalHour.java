// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.evaluation.Arguments;
import org.vestibule.evaluation.WrongUse;

/**
 * {@code ./vestibule eval hour}: an hour of sound without a visitor, through recogniser, triage and
 * the door's rules. Exit code 0 only if nothing came of it: from noise, music, silence and babble
 * no text; from a television nothing but rings.
 */
public final class EvalHour {
  private static final String USAGE =
      """
      usage: ./vestibule eval hour [--minutes N] [--seed N] [--voices DIR]

      Lets the recogniser hear street noise, music, babble, silence and a television, faster than real time,
      and asks triage and the door's rules what would be done about each text that was believed.

        --minutes N    of sound, 1 to 600 (default: 60)
        --seed N       of what is generated (default: 1)
        --voices DIR   WAV files (16-bit PCM, mono) of people who do not speak English, for the babble
                       (default: espeak-ng reads eight languages where it is installed, else the fixtures' voices)

      Exit code 0 when no text was believed of noise, music, silence and babble, a television rang at most, and
      no door was to be opened; 1 when not, or when it could not be measured; 2 for a wrong command line.
      """;

  private static final List<String> SENTENCES =
      List.of("open-the-door.wav", "emergency.wav", "guest.wav", "courier.wav");

  private static final int PIECE_SECONDS = 30;

  private EvalHour() {}

  /** Runs and exits. */
  public static void main(String... arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (List.of(arguments).contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    try {
      Arguments given =
          new Arguments(
              arguments,
              List.of("--packs", "--fixtures", "--minutes", "--seed", "--voices"),
              List.of());
      return measure(given, out) ? 0 : 1;
    } catch (WrongUse e) {
      err.println(e.getMessage());
      return 2;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("Reading failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static boolean measure(Arguments given, PrintStream out)
      throws WrongUse, IOException, VestibuleException, InterruptedException {
    int minutes = given.number("--minutes", 60, 1, 600);
    int seed = given.number("--seed", 1, 0, Integer.MAX_VALUE);
    Optional<Path> folder =
        given.has("--voices") ? Optional.of(Path.of(given.text("--voices"))) : Optional.empty();
    Path fixtures = Path.of(given.text("--fixtures"));
    List<float[]> programme = new ArrayList<>();
    for (String sentence : SENTENCES) {
      programme.add(Wave.read(fixtures.resolve("speech").resolve(sentence)).wideband());
    }
    SpeechSet.packaged(fixtures).forEach(sentence -> programme.add(sentence.sound()));
    ForeignVoices voices = ForeignVoices.find(folder, programme);
    out.println("Babble: " + voices.origin());
    SceneMaker maker = new SceneMaker(seed, voices.sounds(), programme);
    try (DoorPath door = new DoorPath(Path.of(given.text("--packs")))) {
      // Compilers and arenas settle with a first piece that does not count.
      door.listen(feed(maker, Scene.TELEVISION, 1));
      MemoryUse before = MemoryUse.now();
      Map<Scene, Tally> tallies = new EnumMap<>(Scene.class);
      for (Scene scene : Scene.values()) {
        int pieces = (int) Math.max(1, Math.round(60.0 * minutes * scene.share() / PIECE_SECONDS));
        Tally tally = door.listen(feed(maker, scene, pieces));
        tallies.put(scene, tally);
        out.println(tally.row(scene, pieces * PIECE_SECONDS / 60.0));
      }
      return report(tallies, before, MemoryUse.now(), out);
    }
  }

  private static SceneFeed feed(SceneMaker maker, Scene scene, int pieces) {
    return new SceneFeed(() -> maker.make(scene, PIECE_SECONDS * Resampler.RATE), pieces);
  }

  private static boolean report(
      Map<Scene, Tally> tallies, MemoryUse before, MemoryUse after, PrintStream out) {
    boolean holds = true;
    int unlocks = 0;
    int intents = 0;
    out.println();
    for (Map.Entry<Scene, Tally> entry : tallies.entrySet()) {
      Tally tally = entry.getValue();
      holds &= tally.holds(entry.getKey());
      unlocks += tally.unlocks();
      intents += entry.getKey().spoken() ? 0 : tally.sorted();
      String scene = entry.getKey().word();
      out.printf(Locale.ROOT, "utterances_%s=%d%n", scene, tally.utterances());
      out.printf(Locale.ROOT, "texts_%s=%d%n", scene, tally.texts());
    }
    out.printf(Locale.ROOT, "intents_of_noise=%d%n", intents);
    out.printf(Locale.ROOT, "unlock_requests=%d%n", unlocks);
    out.printf(Locale.ROOT, "heap_start_mb=%.1f%n", before.heapMegabytes());
    out.printf(Locale.ROOT, "heap_end_mb=%.1f%n", after.heapMegabytes());
    out.printf(Locale.ROOT, "rss_start_mb=%.1f%n", before.residentMegabytes());
    out.printf(Locale.ROOT, "rss_end_mb=%.1f%n", after.residentMegabytes());
    out.println(holds ? "The promise holds." : "The promise does not hold.");
    return holds;
  }
}
