// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * Offers and answers of one dialog (RFC 3264): one audio line is agreed on, every other line is
 * answered with port 0 and keeps its place. What is refused changes nothing. Not thread-safe.
 */
public final class Negotiation implements AutoCloseable {
  private final Local local;
  private final MediaWish wish;
  private final OwnKeys keys;
  private final Descriptions descriptions;

  /** The lines of the last description of either side; our audio takes one place among them. */
  private List<MediaDescription> places = List.of();

  private int place;
  private final SoundWay way;
  private Formats formats;
  private String offer;
  private boolean answered = true;
  private String answeredOffer;
  private String answer;
  private Agreement agreement;

  /**
   * Begins a dialog.
   *
   * @param way is asked before sound leaves for a public address
   */
  public Negotiation(Local local, MediaWish wish, SecureRandom random, SoundWay way) {
    this.local = local;
    this.wish = wish;
    this.way = way;
    keys = new OwnKeys(random);
    descriptions = new Descriptions(local, random);
  }

  /** Returns an offer of everything that is wished; the same until an answer came. */
  public String offer() {
    if (!answered) {
      return offer;
    }
    if (agreement != null) {
      keys.keepOnly(agreement.keys());
    }
    formats = Formats.offered(wish.encodings());
    List<Attribute> attributes = new ArrayList<>(formats.attributes().toList());
    attributes.add(Direction.SENDRECV.attribute());
    attributes.add(Attribute.flag("rtcp-mux"));
    attributes.add(new Attribute("rtcp", "" + local.controlPort()));
    if (wish.protection() != Protection.NONE) {
      for (Suite suite : Suite.values()) {
        attributes.add(new CryptoLine(suite.ordinal() + 1, suite, keys.of(suite)).attribute());
      }
    }
    // Keys under RTP/AVP: phones take them where they can, and plain RTP where they cannot.
    boolean required = wish.protection() == Protection.REQUIRED;
    String protocol = required ? "RTP/SAVP" : "RTP/AVP";
    offer = descriptions.write(lines(audio(protocol, formats, attributes)));
    answered = false;
    answeredOffer = null;
    return offer;
  }

  private MediaDescription audio(String protocol, Formats of, List<Attribute> attributes) {
    return new MediaDescription(
        "audio", local.port(), protocol, of.numbers(), Optional.empty(), attributes);
  }

  /** Returns all lines, ours in its place and the others refused. */
  private List<MediaDescription> lines(MediaDescription audio) {
    List<MediaDescription> lines = new ArrayList<>();
    places.forEach(each -> lines.add(each.refused()));
    if (lines.isEmpty()) {
      lines.add(audio);
    } else {
      lines.set(place, audio);
    }
    return lines;
  }

  /**
   * Takes the answer to the last offer. A second answer to it, as after early media, counts too.
   *
   * @throws VestibuleException {@code sdp-invalid}, {@code media-incompatible}
   */
  public Agreement accept(String text) throws VestibuleException {
    if (offer == null) {
      throw Refusals.incompatible("an answer, though nothing was offered", "an answer to an offer");
    }
    SessionDescription session = SdpReader.read(text);
    int expected = Math.max(1, places.size());
    if (session.media().size() != expected) {
      throw SdpReader.invalid(
          session.media().size() + " m= lines in an answer", expected + ", as in the offer");
    }
    AudioLine line = AudioLine.of(session, session.media().get(place)).orElse(null);
    if (line == null) {
      throw Refusals.incompatible("no sound in the answer", "sound over RTP");
    }
    look(line);
    Offered offered = new Offered(wish, formats, keys);
    Agreement next = offered.agreed(line);
    places = session.media();
    answered = true;
    agreement = next;
    return next;
  }

  /**
   * Answers an offer; the same one gets the same answer.
   *
   * @throws VestibuleException {@code sdp-invalid}, {@code media-incompatible}
   */
  public Answer answer(String text) throws VestibuleException {
    if (text.equals(answeredOffer)) {
      return new Answer(answer, agreement);
    }
    SessionDescription session = SdpReader.read(text);
    Chosen chosen = Chosen.among(session, wish);
    look(chosen.line());
    MediaDescription asked = session.media().get(chosen.place());
    Optional<Agreement.Keys> used =
        chosen.crypto().map(c -> new Agreement.Keys(c.suite(), keys.of(c.suite()), c.key()));
    Formats only = chosen.line().formats().only(chosen.payloadType());
    List<Attribute> attributes = new ArrayList<>(only.attributes().toList());
    attributes.add(chosen.line().direction().turned().attribute());
    attributes.add(
        chosen.line().multiplexed()
            ? Attribute.flag("rtcp-mux")
            : new Attribute("rtcp", "" + local.controlPort()));
    used.ifPresent(
        with ->
            attributes.add(
                new CryptoLine(chosen.crypto().get().tag(), with.suite(), with.ours())
                    .attribute()));
    keys.keepOnly(used);
    places = session.media();
    place = chosen.place();
    answered = true;
    offer = null;
    agreement = agreed(chosen, only, used);
    answer = descriptions.write(lines(audio(asked.protocol(), only, attributes)));
    answeredOffer = text;
    return new Answer(answer, agreement);
  }

  /**
   * Looks at where the sound is wanted. This machine's own loopback is no phone of somebody in the
   * network; and whoever proved to be a phone of the house may not lead its sound out of it.
   */
  private void look(AudioLine line) throws VestibuleException {
    if (line.address().isEmpty()) {
      return;
    }
    InetAddress wanted = line.address().get();
    if (wanted.isLoopbackAddress() && !local.address().isLoopbackAddress()) {
      throw SdpReader.invalid("an address inside of this machine", "the address of one phone");
    }
    if (!privateNetwork(wanted)) {
      way.require(line.remote());
    }
  }

  /** RFC 1918 and 3927; RFC 4291, section 2.5.6, and RFC 4193. */
  private static boolean privateNetwork(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress();
  }

  private static Agreement agreed(Chosen chosen, Formats only, Optional<Agreement.Keys> used) {
    AudioLine line = chosen.line();
    SoundEncoding encoding = line.formats().sounds().get(chosen.payloadType());
    return new Agreement(
        encoding,
        chosen.payloadType(),
        only.sounds(),
        only.eventTypes(),
        line.remote(),
        line.remoteControl(line.multiplexed()),
        line.multiplexed(),
        line.direction().receives(),
        line.direction().sends(),
        used);
  }

  @Override
  public void close() {
    keys.wipe();
    Stream.ofNullable(agreement)
        .flatMap(last -> last.keys().stream())
        .forEach(last -> last.theirs().wipe());
  }

  /** An answer, and what it settles. */
  public record Answer(String text, Agreement agreement) {
    @Override
    public String toString() {
      return "Answer[" + agreement.encoding() + "]";
    }
  }
}
