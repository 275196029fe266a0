// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real phone: baresip (Debian {@code baresip-core}, 1.0), on loopback, without a sound card. It
 * records what it hears. Thread-safe.
 */
public final class Baresip implements AutoCloseable {
  private static final int RATE = 8000;
  private static final int MEDIA_PORTS = 20;
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final PhoneOptions options;
  private final int port;
  private final SipProgram program;
  private final PhoneControl control;

  private Baresip(
      Path folder, PhoneOptions options, int port, SipProgram program, PhoneControl control) {
    this.folder = folder;
    this.options = options;
    this.port = port;
    this.program = program;
    this.control = control;
  }

  /** Returns whether this machine has it. */
  public static boolean installed() {
    return SipProgram.find("baresip").isPresent();
  }

  /**
   * Starts a phone and waits until it can be told what to do. One that registers begins to only
   * then, so that no event is lost.
   *
   * @param folder an empty one, for its configuration and recordings
   */
  public static Baresip start(Path folder, PhoneOptions options)
      throws IOException, InterruptedException {
    // TLS always listens on the port after the one for UDP and TCP.
    int port = FreePorts.row(4);
    int media = FreePorts.row(MEDIA_PORTS);
    int order = port + 2;
    configure(folder, options, port, media, order);
    SipProgram program =
        SipProgram.start(
            folder,
            List.of(
                SipProgram.find("baresip").orElseThrow().toString(),
                "-f",
                folder.toString(),
                "-4"));
    try {
      program.awaitLine(Pattern.compile("baresip is ready"), START);
      Baresip phone = new Baresip(folder, options, port, program, PhoneControl.connect(order));
      phone.control.command("uanew", account(options, port));
      return phone;
    } catch (IOException | InterruptedException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /** Returns where it listens, by UDP and TCP; TLS is one port further. */
  public int port() {
    return port;
  }

  /** Returns its own address. */
  public String uri() {
    int at = options.transport().equals("tls") ? port + 1 : port;
    return "sip:" + options.user() + "@127.0.0.1:" + at + ";transport=" + options.transport();
  }

  /** Calls somebody. */
  public void dial(String uri) throws IOException, InterruptedException {
    control.command("dial", uri);
  }

  /** Answers. */
  public void accept() throws IOException, InterruptedException {
    control.command("accept", "");
  }

  /** Hangs up, declines or gives up, whatever fits. */
  public void hangUp() throws IOException, InterruptedException {
    control.command("hangup", "");
  }

  /** Holds the call. */
  public void hold() throws IOException, InterruptedException {
    control.command("hold", "");
  }

  /** Ends the hold. */
  public void resume() throws IOException, InterruptedException {
    control.command("resume", "");
  }

  /** Presses a key and lets it go (RFC 4733). */
  public void press(char key) throws IOException, InterruptedException {
    control.command("sndcode", String.valueOf(key));
    control.command("sndcode", " ");
  }

  /** Gives it any other command and returns its answer. */
  public String command(String name, String parameters) throws IOException, InterruptedException {
    return control.command(name, parameters);
  }

  /** Takes the first event of a type that was not taken yet, for example CALL_ESTABLISHED. */
  public PhoneEvent await(String type, Duration most) throws InterruptedException {
    return control.await(type, most);
  }

  /** Returns everything that happened so far. */
  public List<PhoneEvent> events() {
    return control.events();
  }

  /** Returns what it printed, for a message. */
  public String output() {
    return program.output();
  }

  /** Returns what it heard in each call so far: WAVE files, complete when the call is over. */
  public List<Path> heard() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    control.close();
    program.close();
  }

  private static String account(PhoneOptions options, int port) {
    boolean registers = !options.registrar().isEmpty();
    String where = registers ? options.registrar() : "127.0.0.1:" + port;
    return "<sip:"
        + options.user()
        + "@"
        + where
        + ";transport="
        + options.transport()
        + ">"
        + ";regint="
        + (registers ? 60 : 0)
        + ";auth_user="
        + options.user()
        + (options.password().isEmpty() ? "" : ";auth_pass=" + options.password())
        + ";answermode="
        + (options.answers() ? "auto" : "manual")
        + ";audio_codecs=pcmu,pcma"
        + (options.protection().isEmpty() ? "" : ";mediaenc=" + options.protection());
  }

  private static void configure(Path folder, PhoneOptions options, int port, int media, int order)
      throws IOException {
    Path silence = folder.resolve("silence.wav");
    Files.write(silence, wave(120));
    Files.writeString(folder.resolve("accounts"), "");
    Files.writeString(folder.resolve("contacts"), "");
    String says = options.says().orElse(silence).toString();
    StringBuilder text = new StringBuilder();
    text.append("poll_method epoll\nnet_interface 127.0.0.1\n")
        .append("sip_listen 127.0.0.1:")
        .append(port)
        .append('\n')
        .append("audio_source aufile,")
        .append(says)
        .append('\n')
        .append("audio_player aufile,")
        .append(folder.resolve("played.wav"))
        .append('\n')
        .append("audio_alert aufile,")
        .append(folder.resolve("alert.wav"))
        .append('\n')
        .append("audio_channels 1\nausrc_srate 8000\nauplay_srate 8000\n")
        .append("rtp_ports ")
        .append(media)
        .append('-')
        .append(media + MEDIA_PORTS)
        .append('\n')
        .append("module_path ")
        .append(modules())
        .append('\n')
        .append("module g711.so\nmodule aufile.so\nmodule sndfile.so\nmodule srtp.so\n")
        .append("module_tmp uuid.so\nmodule_tmp account.so\n")
        .append("module_app menu.so\nmodule_app ctrl_tcp.so\n")
        .append("ctrl_tcp_listen 127.0.0.1:")
        .append(order)
        .append('\n')
        .append("snd_path ")
        .append(folder)
        .append('\n');
    options
        .certificate()
        .ifPresent(file -> text.append("sip_certificate ").append(file).append('\n'));
    options.authority().ifPresent(file -> text.append("sip_cafile ").append(file).append('\n'));
    Files.writeString(folder.resolve("config"), text);
  }

  private static String modules() {
    return Stream.of("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules")
        .filter(folder -> Files.isDirectory(Path.of(folder)))
        .findFirst()
        .orElse("/usr/lib/baresip/modules");
  }

  /** Silence as a WAVE file. */
  private static byte[] wave(int seconds) throws IOException {
    int length = seconds * RATE * 2;
    ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + length);
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    head.putShort((short) 2).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.array());
    all.write(new byte[length]);
    return all.toByteArray();
  }
}
