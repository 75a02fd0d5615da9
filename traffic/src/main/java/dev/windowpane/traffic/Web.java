package dev.windowpane.traffic;

import java.util.List;
import java.util.random.RandomGenerator;

/** The invented web that sample traffic happens on: a few busy hosts, many quiet ones, and the sites that link to them. */
final class Web {
    static final List<String> HOSTS = List.of(
            "shop.example",
            "www.example",
            "docs.example",
            "blog.example",
            "api.example",
            "news.example",
            "cdn.example",
            "forum.example",
            "support.example",
            "status.example",
            "careers.example",
            "www.bakery.example",
            "www.museum.example",
            "tickets.museum.example",
            "library.example",
            "maps.example",
            "weather.example",
            "podcast.example",
            "photos.example",
            "video.example",
            "wiki.example",
            "git.example",
            "packages.example",
            "learn.example",
            "events.example",
            "travel.example",
            "recipes.example",
            "garden.example",
            "cycling.example",
            "chess.example",
            "radio.example",
            "cinema.example",
            "books.example",
            "health.example",
            "energy.example",
            "rail.example",
            "university.example",
            "city.example",
            "archive.example",
            "old.example");

    private static final List<String> SEARCH_ENGINES = List.of(
            "https://www.google.com/",
            "https://www.bing.com/",
            "https://duckduckgo.com/",
            "https://search.brave.com/",
            "https://yandex.com/",
            "https://www.ecosia.org/");
    private static final List<String> SOCIAL = List.of(
            "https://t.co/",
            "https://www.reddit.com/",
            "https://news.ycombinator.com/",
            "https://www.linkedin.com/",
            "https://www.facebook.com/",
            "https://mastodon.social/",
            "https://bsky.app/");
    private static final List<String> PATHS = List.of(
            "/",
            "/index.html",
            "/search",
            "/about",
            "/news",
            "/articles/counting-things",
            "/articles/time-and-watermarks",
            "/products/window-cleaner",
            "/products/squeegee",
            "/cart",
            "/checkout",
            "/faq",
            "/contact",
            "/downloads",
            "/guides/getting-started",
            "/guides/first-steps",
            "/images/logo.svg",
            "/style.css",
            "/feed.xml",
            "/robots.txt");
    private static final int SITES = 150;
    private static final int PAGES_OF_A_SITE = 12;

    private final Zipf hosts = new Zipf(HOSTS.size(), 1.05);
    private final Zipf searchEngines = new Zipf(SEARCH_ENGINES.size(), 2);
    private final Zipf social = new Zipf(SOCIAL.size(), 0.8);
    private final Zipf paths = new Zipf(PATHS.size(), 0.9);
    private final Zipf sites = new Zipf(SITES, 1.1);
    private final Zipf pages = new Zipf(PAGES_OF_A_SITE, 1);

    String host(RandomGenerator random) {
        return HOSTS.get(hosts.pick(random));
    }

    String path(RandomGenerator random) {
        return PATHS.get(paths.pick(random));
    }

    /** About 40 % direct, 25 % from the host itself, 15 % from search engines, 8 % social, 12 % from other sites. */
    String referrer(String host, RandomGenerator random) {
        int kind = random.nextInt(100);
        if (kind < 40) {
            return "-";
        }
        if (kind < 65) {
            return "https://" + host + path(random);
        }
        if (kind < 80) {
            return SEARCH_ENGINES.get(searchEngines.pick(random));
        }
        if (kind < 88) {
            return SOCIAL.get(social.pick(random));
        }
        return "https://site-%d.example/posts/%d".formatted(sites.pick(random) + 1, pages.pick(random) + 1);
    }

    /** From the three blocks of addresses that are set aside for documentation. */
    static String ip(RandomGenerator random) {
        String block = switch (random.nextInt(3)) {
            case 0 -> "192.0.2.";
            case 1 -> "198.51.100.";
            default -> "203.0.113.";
        };
        return block + (1 + random.nextInt(254));
    }
}
