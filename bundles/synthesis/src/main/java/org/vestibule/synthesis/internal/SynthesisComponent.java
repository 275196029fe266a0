// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.PromptSynthesizer;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Speaks English on a thread of its own, one text after the other. Loads its voice when it starts
 * and says a word, so that READY means that it spoke. Thread-safe.
 */
@Component(
    service = {PromptSynthesizer.class, StatusSource.class},
    configurationPid = SynthesisConfig.PID,
    immediate = true)
@Designate(ocd = SynthesisConfig.class)
public final class SynthesisComponent implements PromptSynthesizer, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SynthesisComponent.class);
  private static final int LONGEST = 300;
  private static final int MOST_WAITING = 4;
  private static final long PATIENCE_SECONDS = 10;

  private final StatusHolder voiceStatus =
      new StatusHolder(Status.starting("The voice is being loaded"));
  private final ThreadPoolExecutor speaker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> {
            Thread thread = new Thread(work, "vestibule-synthesis");
            thread.setDaemon(true);
            return thread;
          });

  /** Of the speaker's thread, and after its end of the one that deactivates. */
  private KevinVoice voice;

  private volatile Settings settings = Settings.DEFAULTS;

  /** What is wrong with the configuration; null when nothing is. */
  private volatile Status misconfigured;

  /** Starts; the voice is loaded in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
    speaker.execute(this::tryVoice);
  }

  /** Takes new settings for the next text; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      misconfigured = null;
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      misconfigured = Status.degraded(Cause.CONFIGURATION, e.getMessage());
    }
  }

  /** Finishes the text that is being spoken, and gives the voice back. */
  @Deactivate
  public void deactivate() throws InterruptedException {
    speaker.getQueue().clear();
    speaker.shutdown();
    if (!speaker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A text is still being spoken after {} s", PATIENCE_SECONDS);
    } else if (voice != null) {
      voice.close();
    }
  }

  @Override
  public Set<Locale> languages() {
    return Set.of(Locale.US);
  }

  @Override
  public SpokenPrompt speak(String text, Locale language) throws VestibuleException {
    if (text.length() > LONGEST) {
      throw new VestibuleException(
          "text-too-long",
          "text",
          text.length() + " characters",
          "at most " + LONGEST,
          "Say it in two texts.");
    }
    if (!language.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
      throw failed("language " + language.toLanguageTag(), "en", "Ask for English.");
    }
    short[] samples = await(text);
    return new SpokenPrompt(text, Locale.US, new AudioFormat(KevinVoice.RATE), samples);
  }

  @Override
  public String name() {
    return "synthesis";
  }

  @Override
  public Status status() {
    Status wrong = misconfigured;
    Status own = voiceStatus.get();
    return wrong == null || own.state() == Status.State.UNAVAILABLE ? own : wrong;
  }

  private short[] await(String text) throws VestibuleException {
    Future<short[]> spoken = null;
    try {
      spoken = speaker.submit(() -> voice().speak(text, settings));
      return spoken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      throw failed("busy", MOST_WAITING + " texts waiting", "Try again in some seconds.");
    } catch (TimeoutException e) {
      spoken.cancel(false);
      throw failed("no sound", "sound in " + PATIENCE_SECONDS + " s", "Try a shorter text.");
    } catch (InterruptedException e) {
      spoken.cancel(false);
      Thread.currentThread().interrupt();
      throw failed("interrupted", "a caller that waits", "Try again.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VestibuleException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void tryVoice() {
    try {
      voice().speak("ready", settings);
      voiceStatus.set(Status.ready("Speaks English with FreeTTS"));
    } catch (VestibuleException e) {
      LOG.error("The voice does not speak", e);
      voiceStatus.set(Status.unavailable(Cause.DEPENDENCY, e.getMessage()));
    }
  }

  private KevinVoice voice() throws VestibuleException {
    if (voice == null) {
      voice = new KevinVoice();
    }
    return voice;
  }

  private static VestibuleException failed(String found, String allowed, String remedy) {
    return new VestibuleException("synthesis-failed", "speech synthesis", found, allowed, remedy);
  }
}
