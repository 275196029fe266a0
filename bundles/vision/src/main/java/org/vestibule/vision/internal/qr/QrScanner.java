// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.qr;

import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.rights.PassScanner;
import org.vestibule.api.station.Frame;

/**
 * Reads passes out of pictures. At most {@value #SIDE_BY_SIDE} at once: a picture beyond that is
 * not looked at, for the next one comes soon. Keeps nothing of a picture and logs nothing that it
 * carries. Thread-safe.
 */
@Component(service = PassScanner.class)
public final class QrScanner implements PassScanner {
  private static final Logger LOG = LoggerFactory.getLogger(QrScanner.class);
  private static final int SIDE_BY_SIDE = 2;
  private static final int LONGEST = 64;

  private final Semaphore turns = new Semaphore(SIDE_BY_SIDE);
  private final Deque<QrReader> free = new ConcurrentLinkedDeque<>();

  @Override
  public Optional<String> scan(Frame frame) {
    if (!turns.tryAcquire()) {
      return Optional.empty();
    }
    try {
      QrReader held = free.pollFirst();
      QrReader reader = held == null ? new QrReader() : held;
      // One that failed in the middle of a picture is not used again.
      Optional<String> text = reader.read(frame);
      free.addFirst(reader);
      return text.filter(one -> !one.isBlank() && one.length() <= LONGEST);
    } catch (VestibuleException e) {
      LOG.debug("A picture was not looked at for a pass: {}", e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.debug("A picture was not looked at for a pass: {}", e.toString());
      return Optional.empty();
    } finally {
      turns.release();
    }
  }
}
