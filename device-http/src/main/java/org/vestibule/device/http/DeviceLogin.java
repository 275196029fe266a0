// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * The gateway's account at a device whose protocol logs in as HTTP does without being HTTP: RTSP
 * (RFC 2326, section 14). The same Digest and Basic as {@link DeviceClient}, and the same rest
 * after a refusal, so that a device does not lock the account. Thread-safe.
 */
public final class DeviceLogin implements AutoCloseable {
  private final Account account;

  /** Reads nothing yet; of {@code device} the account is used, and its address in messages. */
  public DeviceLogin(DeviceAddress device) {
    account = new Account(device, System::nanoTime);
  }

  /**
   * Returns what to send without being asked, if the device has asked before.
   *
   * @throws VestibuleException {@code credentials-wrong} while the account rests: connect to
   *     nothing
   */
  public Optional<Answer> known() throws VestibuleException {
    return account.known().map(Answer::new);
  }

  /**
   * Answers challenges.
   *
   * @param challenges the values of all headers {@code WWW-Authenticate}
   * @throws VestibuleException {@code credentials-wrong} where they cannot be answered
   */
  public Answer answer(List<String> challenges) throws VestibuleException {
    return new Answer(account.answer(Challenge.of(challenges)));
  }

  /** Notes that the device took an answer, which is known from then on. */
  public void accepted(Answer taken) {
    account.accepted(taken.proof);
  }

  /** Notes that it did not, and rests. Returns what to tell. */
  public VestibuleException refused() {
    return account.refused();
  }

  /** Returns whether a refusal is about the nonce alone: the same account may answer once more. */
  public static boolean stale(List<String> challenges) {
    return Challenge.of(challenges).stream()
        .anyMatch(each -> each.parameter("stale", "").equalsIgnoreCase("true"));
  }

  @Override
  public void close() {
    account.close();
  }

  /** What proves to the device who asks. Thread-safe. */
  public static final class Answer {
    private final Proof proof;

    private Answer(Proof proof) {
      this.proof = proof;
    }

    /**
     * Returns the value of {@code Authorization} for one request.
     *
     * @param target the address exactly as it stands in the request
     */
    public String header(String method, String target) {
      return proof.header(method, target);
    }
  }
}
