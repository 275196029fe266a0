// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.PortPair;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.PortRange;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Local;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Negotiation;
import org.vestibule.integrations.onvif.sip.internal.sip.BrokeredWay;

/** Opens the media of calls, on a few threads for all of them. Thread-safe. */
@Component(
    service = {Media.class, StatusSource.class},
    configurationPid = MediaConfig.PID,
    immediate = true)
@Designate(ocd = MediaConfig.class)
public final class MediaComponent implements Media, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(MediaComponent.class);
  private static final int MOST_THREADS = 4;

  private final SecureRandom random = new SecureRandom();
  private final StatusHolder status = new StatusHolder(Status.starting("Reads its settings"));
  private final Set<MediaSession> open = ConcurrentHashMap.newKeySet();
  private volatile List<MediaThread> threads = List.of();
  private volatile MediaSettings settings = MediaSettings.DEFAULTS;
  private volatile PortRange ports;
  private volatile String problem = "";
  private volatile SoundCodecs codecs;
  private volatile EgressBroker broker;
  private final BrokeredWay way = new BrokeredWay(() -> broker);

  /** Starts the threads. */
  @Activate
  public void activate(Map<String, Object> properties) {
    int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    threads = IntStream.range(0, count).mapToObj(MediaThread::new).toList();
    ports = new PortRange(settings.portFirst(), settings.portLast());
    modified(properties);
  }

  /** Takes new settings for the next call; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      MediaSettings next = MediaSettings.of(properties);
      if (next.portFirst() != settings.portFirst() || next.portLast() != settings.portLast()) {
        ports = new PortRange(next.portFirst(), next.portLast());
      }
      settings = next;
      problem = "";
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
      problem = e.getMessage();
    }
  }

  /** Ends all sessions and the threads. */
  @Deactivate
  public void deactivate() {
    open.forEach(MediaSession::close);
    threads.forEach(MediaThread::close);
  }

  /** Takes what encodes and decodes, for the next call. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setCodecs(SoundCodecs next) {
    codecs = next;
  }

  /** Gives it back unless it was replaced already; calls that stand keep what they have. */
  public void unsetCodecs(SoundCodecs gone) {
    if (codecs == gone) {
      codecs = null;
    }
  }

  /** Takes what says whether sound may go to a public address. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setBroker(EgressBroker next) {
    broker = next;
  }

  /** Gives it back unless it was replaced already. */
  public void unsetBroker(EgressBroker gone) {
    if (broker == gone) {
      broker = null;
    }
  }

  @Override
  public MediaSession open(InetAddress local, MediaWish wish) throws VestibuleException {
    SoundCodecs with = codecs;
    if (with == null) {
      throw new VestibuleException(
          "codecs-missing",
          "media of a call",
          "nothing that encodes sound",
          "the bundle audio, running",
          "Wait until it is replaced, or install the feature vestibule-audio.");
    }
    MediaSettings now = settings;
    PortPair pair = ports.open(local);
    MediaThread thread =
        threads.stream().min(Comparator.comparingInt(MediaThread::load)).orElseThrow();
    Local at = new Local(local, pair.port(), pair.port() + 1);
    Counts counts = new Counts();
    Negotiation negotiation = new Negotiation(at, wish, random, way::require);
    RtpSession session = new RtpSession(thread, negotiation, counts, open::remove);
    Outbound outbound = new Outbound(with, random, session.talk());
    Inbound inbound = new Inbound(with, now, session::heard, session::pressed, counts);
    open.add(session);
    session.start(new Flow(pair, local, now, random, outbound, inbound, counts));
    return session;
  }

  @Override
  public String name() {
    return "media";
  }

  @Override
  public Status status() {
    String standing = open.size() + " sessions, ports " + ports;
    if (!problem.isEmpty()) {
      status.set(Status.degraded(Status.Cause.CONFIGURATION, problem));
    } else if (codecs == null) {
      status.set(
          Status.unavailable(
              Status.Cause.DEPENDENCY, "No codecs: the bundle audio is missing or is replaced"));
    } else {
      status.set(Status.ready(standing));
    }
    return status.get();
  }
}
