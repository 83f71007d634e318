package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Open sessions under a memory budget: the least recently used one that nobody uses goes first.
 *
 * <p>Owns its sessions. A session in use is never closed, so the budget can be exceeded for a
 * moment. Two threads that want the same session build it once; building happens outside the lock.
 */
final class SessionCache implements AutoCloseable {
  /** Builds a session that is missing. */
  @FunctionalInterface
  interface Opener {
    NativeSession open() throws IOException;
  }

  private final long budget;
  private final Map<SessionKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private boolean closed;

  SessionCache(long budget) {
    this.budget = budget;
  }

  /** Native memory that sessions nobody uses may take. */
  long budgetBytes() {
    return budget;
  }

  /** A session that stays open until the lease is closed; built by {@code opener} if missing. */
  Lease acquire(SessionKey key, Opener opener) throws IOException {
    Entry entry;
    boolean build = false;
    synchronized (this) {
      requireOpen();
      entry = entries.get(key);
      if (entry == null) {
        entry = new Entry();
        entries.put(key, entry);
        build = true;
      }
      entry.users++;
    }
    if (build) {
      build(key, entry, opener);
    }
    return lease(entry);
  }

  /** A session that is open or being built; empty if there is none. */
  Optional<Lease> find(SessionKey key) throws IOException {
    Entry entry;
    synchronized (this) {
      requireOpen();
      entry = entries.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      entry.users++;
    }
    return Optional.of(lease(entry));
  }

  // Called with the lock held.
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The session manager is closed.");
    }
  }

  /** For an entry whose users count this one already. */
  private Lease lease(Entry entry) throws IOException {
    try {
      return new Lease(entry, entry.session.join());
    } catch (CompletionException e) {
      release(entry);
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
  }

  private void build(SessionKey key, Entry entry, Opener opener) throws IOException {
    List<NativeSession> victims;
    try {
      NativeSession session = opener.open();
      synchronized (this) {
        entry.built = session;
        if (!entry.evicted) {
          bytes += session.bytes();
        }
        victims = trim();
      }
      entry.session.complete(session);
    } catch (Throwable e) {
      // Throwable: whoever waits for this session must not wait for ever, whatever went wrong.
      synchronized (this) {
        entry.users--;
        entries.remove(key, entry);
      }
      entry.session.completeExceptionally(e);
      throw e;
    }
    closeAll(victims);
  }

  private void release(Entry entry) {
    List<NativeSession> victims = new ArrayList<>();
    synchronized (this) {
      entry.users--;
      if (entry.evicted && entry.users == 0 && entry.built != null) {
        victims.add(entry.built);
      }
      victims.addAll(trim());
    }
    closeAll(victims);
  }

  /** Takes sessions out until the budget is kept or all that is left is in use. */
  private List<NativeSession> trim() {
    List<NativeSession> victims = new ArrayList<>();
    Iterator<Entry> iterator = entries.values().iterator();
    while (bytes > budget && iterator.hasNext()) {
      Entry entry = iterator.next();
      if (entry.users == 0 && entry.built != null) {
        iterator.remove();
        bytes -= entry.built.bytes();
        victims.add(entry.built);
      }
    }
    return victims;
  }

  /** Closes the sessions of one bundle; one that is in use closes when its last user is done. */
  void evict(String bundle) {
    List<NativeSession> victims = new ArrayList<>();
    synchronized (this) {
      Iterator<Map.Entry<SessionKey, Entry>> iterator = entries.entrySet().iterator();
      while (iterator.hasNext()) {
        Map.Entry<SessionKey, Entry> candidate = iterator.next();
        if (candidate.getKey().bundle().equals(bundle)) {
          Entry entry = candidate.getValue();
          iterator.remove();
          entry.evicted = true;
          if (entry.built != null) {
            bytes -= entry.built.bytes();
            if (entry.users == 0) {
              victims.add(entry.built);
            }
          }
        }
      }
    }
    closeAll(victims);
  }

  /** How many use or wait for a session. */
  synchronized int users(SessionKey key) {
    Entry entry = entries.get(key);
    return entry == null ? 0 : entry.users;
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  /**
   * Closes every session; nobody may use one any more. One that is being built meanwhile closes
   * with the lease of whoever builds it.
   */
  @Override
  public void close() {
    List<NativeSession> victims = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Entry entry : entries.values()) {
        entry.evicted = true;
        if (entry.built != null) {
          victims.add(entry.built);
        }
      }
      entries.clear();
      bytes = 0;
    }
    closeAll(victims);
  }

  private static void closeAll(List<NativeSession> sessions) {
    sessions.forEach(NativeSession::close);
  }

  private static final class Entry {
    private final CompletableFuture<NativeSession> session = new CompletableFuture<>();
    private NativeSession built;
    private int users;
    private boolean evicted;
  }

  /** The use of a session, ended by closing. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private final NativeSession session;
    private boolean open = true;

    private Lease(Entry entry, NativeSession session) {
      this.entry = entry;
      this.session = session;
    }

    NativeSession session() {
      return session;
    }

    /** Called once by the thread that acquired it. */
    @Override
    public void close() {
      if (open) {
        open = false;
        release(entry);
      }
    }
  }
}
