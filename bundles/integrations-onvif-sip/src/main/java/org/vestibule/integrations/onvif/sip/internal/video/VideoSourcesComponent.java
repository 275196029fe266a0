// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.annotation.bundle.Capability;
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
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * The cameras in the container: their ways out, their share of the processor, and one clock that
 * sees to their decoders. Thread-safe.
 */
@Component(
    service = {VideoSources.class, StatusSource.class},
    immediate = true,
    configurationPid = VideoConfig.PID)
@Designate(ocd = VideoConfig.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + VideoSourcesComponent.SINK,
      "classes:List<String>='event,credential'",
      "purpose='" + VideoSourcesComponent.PURPOSE + "'"
    })
public final class VideoSourcesComponent implements VideoSources, StatusSource {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "cameras";

  static final String PURPOSE = "Cameras are asked for their pictures";
  private static final List<String> KEYS = List.of("cores", "ffmpeg");
  private static final long LOOK_MILLIS = 200;
  private static final String BUNDLE = "org.vestibule.integrations-onvif-sip";
  private static final Sink WAY =
      new Sink(SINK, PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));
  private static final Logger LOG = LoggerFactory.getLogger(VideoSourcesComponent.class);

  private final Map<String, VideoSource> open = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private final StatusHolder status = new StatusHolder(Status.starting("Reads its configuration"));
  private final Tools tools = new Tools();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-video-clock");
            thread.setDaemon(true);
            return thread;
          });
  private volatile EgressBroker broker;
  private volatile String refused = "";

  /** Starts with the configuration that is there. */
  @Activate
  public VideoSourcesComponent(Map<String, Object> properties) {
    configure(properties);
    clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes another configuration; cameras that run take it with their next decoder. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      SettingsReader reader = SettingsReader.of(VideoConfig.PID, properties, KEYS);
      double cores = reader.number("cores", 0, 64, 0);
      String program = reader.text("ffmpeg", 300, "ffmpeg");
      tools.use(cores > 0 ? cores : Runtime.getRuntime().availableProcessors() / 2.0, program);
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  /** Ends every source and every child. */
  @Deactivate
  public void close() {
    clock.shutdownNow();
    open.values().forEach(VideoSource::close);
  }

  /** Takes the way out; without it nothing is connected. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindBroker(EgressBroker service) {
    broker = service;
  }

  void unbindBroker(EgressBroker service) {
    if (broker == service) {
      broker = null;
    }
  }

  @Override
  public VideoSource stream(StreamWish wish, Consumer<Boolean> moved) {
    return keep(wish.station().value(), new StreamSource(wish, tools, moved));
  }

  @Override
  public VideoSource snapshots(SnapshotWish wish) {
    return keep(wish.station().value(), new SnapshotSource(wish, () -> device(wish)));
  }

  @Override
  public VideoSource facesFrom(VideoSource watched, VideoSource faces) {
    return new PairedSource(watched, faces);
  }

  @Override
  public Map<String, VideoFigures> figures() {
    Map<String, VideoFigures> all = new TreeMap<>();
    open.forEach(
        (name, source) -> {
          if (((KeptSource) source).source() instanceof StreamSource stream) {
            all.put(name, stream.figures());
          } else if (((KeptSource) source).source() instanceof SnapshotSource snapshots) {
            all.put(name, snapshots.figures());
          }
        });
    return all;
  }

  @Override
  public String name() {
    return "camera-streams";
  }

  @Override
  public Status status() {
    List<Status> bad =
        open.values().stream()
            .map(VideoSource::status)
            .filter(each -> each.state() == Status.State.UNAVAILABLE)
            .toList();
    String cameras = open.size() + (open.size() == 1 ? " camera" : " cameras");
    Status now;
    if (!refused.isEmpty()) {
      now = Status.degraded(Status.Cause.CONFIGURATION, refused);
    } else if (!bad.isEmpty()) {
      String sentence =
          bad.size() + " of " + cameras + " without pictures; " + bad.get(0).sentence();
      now = Status.degraded(bad.get(0).cause(), sentence);
    } else if (tools.budget().exceeded() && tools.budget().share() < 0.1) {
      now =
          Status.degraded(
              Status.Cause.OVERLOADED, cameras + " want more than the cores that they may use");
    } else {
      now = Status.ready(cameras + ", none without pictures");
    }
    status.set(now);
    return status.get();
  }

  private VideoSource keep(String station, VideoSource source) {
    String name = station + "-" + count.incrementAndGet();
    KeptSource kept = new KeptSource(source, () -> open.remove(name));
    open.put(name, kept);
    return kept;
  }

  private void look() {
    try {
      long now = System.nanoTime();
      tools.budget().look(now);
      for (VideoSource source : open.values()) {
        if (((KeptSource) source).source() instanceof StreamSource stream) {
          stream.look(now);
        }
      }
    } catch (RuntimeException e) {
      // One camera must not stop the clock of all.
      LOG.error("Looking after cameras failed: {}", e.toString());
    }
  }

  private DeviceHttp device(SnapshotWish wish) throws VestibuleException {
    return new DeviceClient(wish.roomy(), way(wish.device().shown()));
  }

  private Egress way(String camera) throws VestibuleException {
    EgressBroker service = broker;
    if (service == null) {
      throw new VestibuleException(
          "no-way-out",
          "camera " + camera,
          "the broker of what leaves is not there, and nothing was sent",
          "the feature egress",
          "Install the feature egress.");
    }
    return service.open(BUNDLE, WAY);
  }

  /** What streams need. */
  private final class Tools implements VideoTools {
    private volatile String program = "ffmpeg";
    private final CpuBudget budget = new CpuBudget(1);

    void use(double cores, String path) {
      budget.limit(cores);
      program = path;
    }

    @Override
    public String program() {
      return program;
    }

    @Override
    public Egress way(StreamWish stream) throws VestibuleException {
      return VideoSourcesComponent.this.way(stream.shown());
    }

    @Override
    public CpuBudget budget() {
      return budget;
    }
  }
}
