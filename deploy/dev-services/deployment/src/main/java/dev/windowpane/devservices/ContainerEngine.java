package dev.windowpane.devservices;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.windowpane.local.os.Deadline;
import dev.windowpane.local.os.LocalStackException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * The container engine of this machine, looked at in a time that is limited whatever it does: Testcontainers itself would try for minutes to pull what cannot be
 * pulled.
 */
final class ContainerEngine {
    private final Callable<DockerClient> engine;
    private final Callable<DockerClient> testcontainers;
    private final Duration answerLimit;

    /**
     * @param engine finds it
     * @param testcontainers makes Testcontainers ready, which needs an image of its own
     * @param answerLimit how long the engine, and a registry, may take to say a first word
     */
    ContainerEngine(Callable<DockerClient> engine, Callable<DockerClient> testcontainers, Duration answerLimit) {
        this.engine = engine;
        this.testcontainers = testcontainers;
        this.answerLimit = answerLimit;
    }

    /** As Testcontainers finds it. */
    static ContainerEngine ofThisMachine() {
        return new ContainerEngine(
                () -> DockerClientProviderStrategy.getClientForConfig(
                        DockerClientFactory.instance().getTransportConfig()),
                () -> DockerClientFactory.instance().client(),
                Duration.ofSeconds(5));
    }

    /** Empty when containers of these images can be started, else why not. Pulls that take longer than the limit go on. */
    Optional<String> whyNot(List<String> images, Duration pullLimit) {
        try {
            Deadline deadline = Deadline.in(pullLimit);
            DockerClient client = soon(engine, answerLimit, "no container engine answers");
            soon(() -> pullMissing(client, images, deadline), pullLimit.plus(answerLimit), "the engine is silent");
            soon(testcontainers, deadline.remaining().plus(answerLimit), "Testcontainers' own image is not here");
            return Optional.empty();
        } catch (Unavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean pullMissing(DockerClient client, List<String> images, Deadline deadline)
            throws InterruptedException, Unavailable {
        Map<String, Pull> pulls = new LinkedHashMap<>();
        for (String image : images) {
            if (!isHere(client, image)) {
                DockerImageName name = DockerImageName.parse(image);
                pulls.put(
                        image,
                        client.pullImageCmd(name.getUnversionedPart())
                                .withTag(name.getVersionPart())
                                .exec(new Pull()));
            }
        }
        for (Map.Entry<String, Pull> pull : pulls.entrySet()) {
            pull.getValue().await(pull.getKey(), answerLimit, deadline);
            if (!isHere(client, pull.getKey())) {
                throw new Unavailable("image %s cannot be pulled".formatted(pull.getKey()));
            }
        }
        return true;
    }

    private static boolean isHere(DockerClient client, String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static <T> T soon(Callable<T> work, Duration limit, String otherwise) throws Unavailable {
        FutureTask<T> task = new FutureTask<>(work);
        Thread unused = Thread.ofPlatform().daemon().name("container-engine").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unavailable("%s within %.0f s".formatted(otherwise, limit.toMillis() / 1e3));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof Unavailable known
                    ? known
                    : new Unavailable("%s (%s)".formatted(otherwise, firstLine(cause)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while looking for a container engine", e);
        }
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\. Please .*", "")
                .strip();
    }

    /** Why containers are not to be had; each step of the look ends with it. */
    private static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String why) {
            super(why);
        }
    }

    /** One image on its way. */
    private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
        private final CountDownLatch firstWord = new CountDownLatch(1);

        @Override
        public void onNext(PullResponseItem item) {
            firstWord.countDown();
            if (item.isErrorIndicated()) {
                onError(new IllegalStateException(String.valueOf(item.getErrorDetail())));
            }
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            firstWord.countDown();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            firstWord.countDown();
        }

        void await(String image, Duration answerLimit, Deadline deadline) throws InterruptedException, Unavailable {
            if (!firstWord.await(answerLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("the registry of image %s does not answer".formatted(image));
            }
            try {
                if (!awaitCompletion(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new Unavailable(
                            "image %s is still being pulled; it will be there next time".formatted(image));
                }
            } catch (RuntimeException e) {
                throw new Unavailable("image %s cannot be pulled (%s)".formatted(image, firstLine(e)));
            }
        }
    }
}
